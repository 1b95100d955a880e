// Options of select and radio: elements with their number for a value, and their label for content.

interface Option extends HTMLElement {
  value: unknown;
}

/** Makes options what the labels say. Those that stay keep their place, and the focus. */
export function fitOptions<T extends Option>(parent: HTMLElement, options: T[], labels: unknown, make: () => T): void {
  const texts = Array.isArray(labels) ? labels.map(String) : [];
  for (const option of options.splice(texts.length)) option.remove();
  const added: T[] = [];
  texts.forEach((text, index) => {
    const option = options[index];
    if (option) {
      if (option.textContent !== text) option.textContent = text;
      return;
    }
    const made = make();
    made.value = String(index);
    made.textContent = text;
    added.push(made);
  });
  options.push(...added);
  parent.append(...added);
}
