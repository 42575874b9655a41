import http.client,re,sys,time,os,threading,urllib.parse
out=open('/tmp/demo.out').read()
host=re.search(r'http://([0-9.:]+)',out)[1]
pw={m[0]:m[1] for m in re.findall(r'(officer|head|analyst|administrator|trainer)\s+(\S{20,})\s',out)}
pid=int(os.popen('pgrep -x '+(sys.argv[1] if len(sys.argv)>1 else 'bagyt')).read())
def cpu():
    f=open(f'/proc/{pid}/stat').read().rsplit(') ',1)[1].split(); return (int(f[11])+int(f[12]))/os.sysconf('SC_CLK_TCK')
def sign(login):
    c=http.client.HTTPConnection(host); body=urllib.parse.urlencode({'login':login,'password':pw[login]})
    c.request('GET','/sign-in'); c.getresponse().read()
    c.request('POST','/sign-in',body,{'Content-Type':'application/x-www-form-urlencoded'}); r=c.getresponse(); r.read()
    return r.getheader('Set-Cookie').split(';')[0]
def bench(cookie,path,n=200):
    c=http.client.HTTPConnection(host); h={'Cookie':cookie,'Accept-Encoding':'gzip'}
    c.request('GET',path,headers=h); r=c.getresponse(); b=r.read(); size=len(b)
    a=cpu(); t=time.time(); ls=[]
    for _ in range(n):
        s=time.time(); c.request('GET',path,headers=h); r=c.getresponse(); r.read(); ls.append(time.time()-s); assert r.status==200,(path,r.status)
    return dict(path=path,cpu_ms=round((cpu()-a)/n*1000,2),median_ms=round(sorted(ls)[n//2]*1000,2),bytes=size)
o=sign('officer'); h=sign('head'); an=sign('analyst')
for ck,ps in ((o,['/today','/cases','/search?q=Асанов','/search?q=Almaz','/law']),(h,['/office','/unallocated','/inbox']),(an,['/statistics','/practice','/evidence','/needs','/survival'])):
    for p in ps:
        p=urllib.parse.quote(p,safe='/?=&'); print(bench(ck,p))
# open loop 100/s for 20 s
lat=[];lock=threading.Lock()
def one(at):
    d=at-time.time(); 
    if d>0: time.sleep(d)
    c=http.client.HTTPConnection(host); c.request('GET','/today',headers={'Cookie':o,'Accept-Encoding':'gzip'}); c.getresponse().read()
    with lock: lat.append(time.time()-at)
t0=time.time()+0.5
th=[threading.Thread(target=one,args=(t0+i/100,)) for i in range(2000)]
for i,t in enumerate(th):
    while time.time()<t0+i/100-0.3: time.sleep(0.01)
    t.start()
for t in th: t.join()
lat.sort(); print('open loop 100/s, 2000 requests of /today: p50 %.1f ms p99 %.1f ms max %.1f ms'%(lat[1000]*1000,lat[1980]*1000,lat[-1]*1000))
