// What can be scrolled can be reached by the keyboard.

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    for (const node of [target, ...target.querySelectorAll("pre")]) mark(node);
  }
});

/** Looks after an element and the code inside it, from now on and whenever its size changes. */
export function watchScrolling(element: HTMLElement): void {
  observer.unobserve(element);
  observer.observe(element);
}

export function unwatchScrolling(element: HTMLElement): void {
  observer.unobserve(element);
}

function mark(node: Element): void {
  const isLarger = node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight;
  const canScroll = isLarger && /auto|scroll/.test(getComputedStyle(node).overflow);
  if (canScroll) node.setAttribute("tabindex", "0");
  else node.removeAttribute("tabindex");
}
