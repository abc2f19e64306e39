import type { Asked, Told } from './worker.js';

/** The worker's program as text; it is put in where the page is made. */
declare const WORKER: string;

const find = <T extends Element>(selector: string): T => {
  const found = document.querySelector<T>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
};
const [form, text, file, status, answer] = [
  find<HTMLFormElement>('form'),
  find<HTMLTextAreaElement>('textarea'),
  find<HTMLInputElement>('input[type=file]'),
  find<HTMLElement>('#status'),
  find<HTMLElement>('#answer'),
];
let worker: Worker | undefined;

/** Hands a log to a worker of its own, in place of one that still works on another. */
function explain(asked: Asked): void {
  worker?.terminate();
  answer.replaceChildren();
  status.textContent = `Reading ${asked.name}…`;
  worker = new Worker(URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' })));
  worker.onmessage = ({ data }: MessageEvent<Told>) => show(data, asked.name);
  worker.onerror = () => {
    status.textContent = 'This browser could not start the worker.';
  };
  worker.postMessage(asked);
}

function show(told: Told, name: string): void {
  if ('read' in told) {
    const percent = told.of === 0 ? 100 : Math.floor((100 * told.read) / told.of);
    status.textContent = `Reading ${name}: ${percent} %`;
    return;
  }
  worker?.terminate();
  if ('failed' in told) {
    status.textContent = `${name} could not be read: ${told.failed}`;
    return;
  }
  status.textContent = `This is why, by ${name}:`;
  // The report escapes all that is the log's, and this page's policy runs no script but its own.
  const { body } = new DOMParser().parseFromString(told.html, 'text/html');
  const parts = [body.querySelector('main'), body.querySelector('footer')];
  answer.replaceChildren(...parts.flatMap((part) => [...(part?.childNodes ?? [])]));
  answer.focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (text.value.trim() === '') status.textContent = 'Paste a log first, or choose a file.';
  else explain({ name: 'the pasted log', blob: new Blob([text.value]) });
});
file.addEventListener('change', () => take(file.files?.[0]));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  take(event.dataTransfer?.files[0]);
});

function take(chosen: File | undefined): void {
  if (chosen !== undefined) explain({ name: chosen.name, blob: chosen });
}
