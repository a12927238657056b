// Runs before office.js, which takes away history.pushState and replaceState and the Tab and Esc keys of the page.
(function () {
  const push = history.pushState;
  const replace = history.replaceState;
  window.tandemRestoreHistory = function () {
    history.pushState = push;
    history.replaceState = replace;
  };
  window.addEventListener('keydown', function (event) {
    const overlay = document.querySelector('dialog[open]');
    if (event.key === 'Tab' || (event.key === 'Escape' && overlay)) {
      event.stopImmediatePropagation();
    }
  });
})();
