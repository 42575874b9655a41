// What the walk asks of a page. Nothing here changes one, but for the paper that is attached.
const main = document.querySelector('main');
const plain = text => (text || '').replace(/\s+/g, ' ').trim();
const lines = element => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('*').forEach(one => one.after(' '));
    return plain(copy.textContent).replace(/ ([.,:;!?»)])/g, '$1');
};

// Whether all pieces of one of the ways stand in a text, the first at its beginning.
const says = (text, ways) => ways.some(pieces => {
    let at = 0;
    return pieces.every((piece, number) => {
        const found = text.indexOf(piece, at);
        at = found + piece.length;
        return number === 0 ? found === 0 : found >= 0;
    });
});

const beside = (element, near) => {
    if (!near) return true;
    for (let at = element; at && at !== main; at = at.parentElement) {
        if (at.matches('li, tr, section, article, form, .card') && plain(at.textContent).includes(near)) return true;
    }
    return false;
};

function button(ways, near) {
    const all = [...document.querySelectorAll('button')].filter(one => one.checkVisibility());
    return all.find(one => says(plain(one.textContent), ways) && beside(one, near)) || null;
}

function fold(ways, near) {
    const all = [...main.querySelectorAll('details:not([open]) > summary')].filter(one => one.checkVisibility());
    return all.find(one => says(plain(one.textContent), ways) && beside(one, near)) || null;
}

function link(ways, near) {
    const all = [...main.querySelectorAll('a[href]')].filter(one => one.checkVisibility());
    const fits = one => typeof ways === 'string'
        ? new RegExp('^' + ways).test(one.getAttribute('href'))
        : says(plain(one.textContent), ways);
    return all.find(one => fits(one) && beside(one, near)) || null;
}

// The fields of a name; `name*` is the first name that begins so.
const named = (all, name) => {
    const own = all.filter(one => one.type !== 'hidden');
    if (!name.endsWith('*')) return own.filter(one => one.name === name);
    const first = own.find(one => one.name.startsWith(name.slice(0, -1)));
    return first ? own.filter(one => one.name === first.name) : [];
};

const labelled = one => plain(one.labels && one.labels.length ? one.labels[0].textContent : one.textContent);

// Where to click and what to write into, so that a field has these answers.
function field(button, name, answers) {
    const form = button && button.form || main;
    const all = [...form.querySelectorAll('input, select, textarea')];
    const fields = named(all, name);
    if (!fields.length) return { fault: `has no field \`${name}\`` };
    const first = fields[0];
    const fits = (one, answer) => one.value === answer || answer && labelled(one).includes(answer);
    if (first.tagName === 'SELECT') {
        const options = [...first.options];
        const chosen = answers[0] === '*' ? options.at(-1) : options.find(one => one.value === answers[0]) || options.find(one => fits(one, answers[0]));
        if (!chosen) return { fault: `\`${name}\` offers no \`${answers[0]}\`` };
        return { clicked: chosen.selected ? [] : [chosen] };
    }
    if (first.type === 'radio' || first.type === 'checkbox') {
        const lost = answers.find(answer => !fields.some(one => fits(one, answer)));
        if (lost !== undefined) return { fault: `\`${name}\` offers no \`${lost}\`` };
        const wanted = one => answers.some(answer => fits(one, answer));
        return { clicked: fields.filter(one => one.checked !== wanted(one) && (first.type === 'checkbox' || wanted(one))) };
    }
    return { written: first };
}

// What stands in a field of that name: `gone` where there is none any more, nothing where a page
// never gives back what was filled in.
function filled(name) {
    const all = named([...main.querySelectorAll('input, select, textarea')], name);
    if (!all.length) return 'gone';
    if (['password', 'file'].includes(all[0].type)) return null;
    const chosen = all.flatMap(one => one.tagName === 'SELECT' ? [...one.selectedOptions] : [one]);
    return chosen.filter(one => !['radio', 'checkbox'].includes(one.type) || one.checked)
        .map(one => ({ value: one.value, label: labelled(one) }));
}

// What a list of facts says beside a word.
function beside_word(ways) {
    const word = [...main.querySelectorAll('dt')].find(one => says(plain(one.textContent), ways));
    return word && word.nextElementSibling ? plain(word.nextElementSibling.textContent) : null;
}

function attach(button, name, words, file) {
    const input = [...button.form.elements].find(one => one.name === name);
    const papers = new DataTransfer();
    papers.items.add(new File([words], file));
    input.files = papers.files;
}

function look() {
    const wrong = {};
    document.querySelectorAll('.wrong-text[id]').forEach(one => {
        wrong[one.id.replace(/-wrong$/, '')] = lines(one);
    });
    const summary = document.querySelector('.summary');
    return {
        status: performance.getEntriesByType('navigation')[0].responseStatus,
        path: location.pathname + location.search,
        summary: summary ? lines(summary) : '',
        wrong,
        main: lines(main),
    };
}
