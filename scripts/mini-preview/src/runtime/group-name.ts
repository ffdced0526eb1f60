/** What a control without a name of its own is read out as: the name of the group in which it stands. */
export function groupName(element: Element): string | undefined {
  return element.closest('[role=group][aria-label]')?.getAttribute('aria-label') ?? undefined;
}

/** Gives a control the name of its group when it has come into the page without one. */
export function nameByGroup(element: HTMLElement): void {
  requestAnimationFrame(() => {
    if (element.hasAttribute('aria-label') || element.textContent?.trim()) return;
    const name = groupName(element);
    if (name) element.setAttribute('aria-label', name);
  });
}
