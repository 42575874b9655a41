// Comfort only: every page works without this file.
'use strict';
(() => {
  // A refused form tells of it at once to a reader of the screen.
  const summary = document.querySelector('.summary');
  if (summary) summary.focus();

  // Only one open menu, closed by Escape or by a click elsewhere.
  const menus = [...document.querySelectorAll('details.menu')];
  document.addEventListener('click', (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of menus) if (menu.open) { menu.open = false; menu.querySelector('summary').focus(); }
  });

  // How many signs are left in a long answer.
  for (const area of document.querySelectorAll('textarea[data-count]')) {
    const counter = document.getElementById(area.dataset.count);
    const most = Number(area.maxLength);
    const show = () => { counter.textContent = counter.dataset.words.replace('#', String(most - [...area.value].length)); };
    area.addEventListener('input', show);
    show();
  }

  // A form is sent once, and a slow answer is waited for.
  for (const form of document.querySelectorAll('form[method=post]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = 'yes';
      setTimeout(() => { delete form.dataset.sent; }, 8000);
    });
  }

  // A choice that filters a list acts at once.
  for (const select of document.querySelectorAll('form[data-auto] select')) {
    select.addEventListener('change', () => select.form.requestSubmit());
  }

  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
})();
