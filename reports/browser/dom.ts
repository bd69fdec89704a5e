/** Elements found and made. All text from data is put in by textContent, never as markup. */

export function all<E extends Element = HTMLElement>(
  selector: string,
  from: ParentNode = document,
): readonly E[] {
  return [...from.querySelectorAll<E>(selector)];
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  text?: string,
  className?: string,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className !== undefined) element.className = className;
  return element;
}

/** Offers a file that the page has made. */
export function download(name: string, type: string, text: string): void {
  const link = make('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(link.href);
}

/** A number for reading, with a proper minus sign. */
export const written = (value: number): string =>
  (Math.abs(value) >= 10
    ? value.toFixed(1)
    : value === 0 || Math.abs(value) >= 0.01
      ? value.toFixed(2)
      : value.toPrecision(1)
  ).replace('-', '−');

/** A button that copies a text, and says so. */
export function copyButton(title: string, text: () => string): HTMLButtonElement {
  const button = make('button', title);
  button.type = 'button';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      // No clipboard for this page: shown instead, to be copied by hand.
      window.prompt(title, text());
    }
    setTimeout(() => {
      button.textContent = title;
    }, 1500);
  });
  return button;
}
