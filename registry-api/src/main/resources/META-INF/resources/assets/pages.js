// Makes the verify page quicker to use. Everything on the pages also works without this file.
(() => {
  'use strict';

  // What was sent last, so that the verdict can be shown again in the other language.
  let sent = null;

  function start() {
    const form = document.getElementById('verify');
    if (!form) {
      return;
    }
    form.classList.add('ready');
    const file = form.elements.file;
    file.addEventListener('change', () => {
      if (file.files.length > 0) {
        send(form, { file: file.files[0] });
      }
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = form.elements.text.value.trim();
      if (file.files.length > 0) {
        send(form, { file: file.files[0] });
      } else {
        send(form, { text });
      }
    });
    acceptDrops(form);
    keepVerdictOnLanguageChange();
  }

  function acceptDrops(form) {
    const zone = form.querySelector('.drop');
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
    zone.addEventListener('dragleave', () => zone.classList.remove('over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      if (event.dataTransfer.files.length > 0) {
        send(form, { file: event.dataTransfer.files[0] });
      }
    });
  }

  function keepVerdictOnLanguageChange() {
    for (const link of document.querySelectorAll('.languages a')) {
      link.addEventListener('click', (event) => {
        const form = document.getElementById('verify');
        if (sent && form) {
          event.preventDefault();
          send(form, sent, new URL(link.href).search);
        }
      });
    }
  }

  async function send(form, what, search = '') {
    const progress = document.getElementById('progress');
    if (what.file && what.file.size > Number(form.dataset.max)) {
      tell(progress, progress.dataset.large, true);
      return;
    }
    tell(progress, progress.dataset.checking, false);
    form.setAttribute('aria-busy', 'true');
    const body = new FormData();
    if (what.file) {
      body.append('file', what.file);
    } else {
      body.append('text', what.text);
    }
    try {
      const answer = await fetch('/verify' + search, {
        method: 'POST',
        body,
        headers: { Accept: 'text/html' },
        credentials: 'same-origin',
        cache: 'no-store',
      });
      if (!(answer.headers.get('Content-Type') || '').startsWith('text/html')) {
        throw new Error('no page');
      }
      sent = what;
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      form.removeAttribute('aria-busy');
      tell(progress, progress.dataset.failed, true);
    }
  }

  function tell(progress, text, wrong) {
    progress.textContent = text;
    progress.classList.toggle('wrong', wrong);
    progress.scrollIntoView({ block: 'nearest' });
  }

  function show(page) {
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    start();
    const heading = document.querySelector('#verdict, .notice h2, h1');
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  // A phone's camera opened /V#LX1:…. The fragment goes into the body of a request and out of the address bar; it is never
  // part of an address that is sent or kept.
  function fromCamera() {
    const form = document.getElementById('verify');
    if (!form || !/^#lx1(:|%3a)/i.test(location.hash)) {
      return;
    }
    const text = 'HTTPS://' + location.host.toUpperCase() + '/V' + location.hash;
    history.replaceState(null, '', location.pathname + location.search);
    send(form, { text });
  }

  start();
  fromCamera();
  window.addEventListener('hashchange', fromCamera);
})();
