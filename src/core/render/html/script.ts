/**
 * The page's only script; its hash stands in the page's content security policy, which lets it load and send nothing. Without it the page says
 * the same: it adds buttons that copy, and a filter where there is much to look through.
 */
export const SCRIPT = `
(() => {
  const doc = document;
  const make = (name, words) => Object.assign(doc.createElement(name), words);
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make('textarea', { value: text });
      doc.body.append(area); area.select(); doc.execCommand('copy'); area.remove();
    }
  };
  for (const block of doc.querySelectorAll('pre')) {
    const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    button.addEventListener('click', async () => {
      const lines = [...block.querySelectorAll('span')];
      await copy(lines.length > 0 ? lines.map((line) => line.textContent).join('\\n') : block.textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    block.before(button);
  }
  const reveal = () => {
    const target = doc.getElementById(location.hash.slice(1));
    const fold = target && target.closest('details');
    if (fold) { fold.open = true; target.scrollIntoView(); }
  };
  addEventListener('hashchange', reveal);
  reveal();
  const items = [...doc.querySelectorAll('nav.list li')];
  if (items.length < 5) return;
  const parts = items.map((item) => {
    const target = doc.getElementById(item.querySelector('a').hash.slice(1));
    return [item, target && (target.closest('details') || target)];
  });
  const label = make('label', { textContent: 'Only findings with ' });
  const input = make('input', { type: 'search' });
  const status = make('span', { className: 'facts' });
  status.setAttribute('role', 'status');
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase();
    let left = 0;
    for (const [item, part] of parts) {
      const fits = (item.textContent + (part ? part.textContent : '')).toLowerCase().includes(wanted);
      item.hidden = !fits;
      if (part) part.hidden = !fits;
      if (fits) left++;
    }
    status.textContent = ' ' + left + ' of ' + parts.length;
  });
  label.append(input);
  doc.querySelector('nav.list').prepend(label, status);
})();
`;
