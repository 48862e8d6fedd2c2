import { pathOf, type Route, routeOf } from './routes.ts';

/** Where the page is: path and query of the address bar, followed without loading anew. */
class Here {
  #url = $state.raw(new URL(location.href));

  constructor() {
    addEventListener('popstate', () => (this.#url = new URL(location.href)));
    document.addEventListener('click', (event) => this.#follow(event));
  }

  get route(): Route {
    return routeOf(this.#url.pathname);
  }

  /** Position of a moment of the past that is looked at; `undefined` for now. */
  get at(): number | undefined {
    const at = this.#url.searchParams.get('at');
    return at !== null && /^\d{1,15}$/.test(at) ? Number(at) : undefined;
  }

  get query(): string {
    return this.#url.searchParams.get('q') ?? '';
  }

  get language(): string | null {
    return this.#url.searchParams.get('lang');
  }

  /** Something else that the query of the address says. */
  asked(name: string): string | undefined {
    return this.#url.searchParams.get(name) || undefined;
  }

  /** The same view with several things in its query changed at once. */
  narrow(values: Readonly<Record<string, string | undefined>>): void {
    const url = new URL(this.#url);
    for (const [name, value] of Object.entries(values)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    this.#go(url, false);
  }

  /** The address of a route, at the same moment as what is shown. */
  link(route: Route): string {
    return pathOf(route) + (this.at === undefined ? '' : `?at=${this.at}`);
  }

  /** The same view with something in its query changed; `undefined` takes it away. */
  change(name: 'at' | 'q' | 'lang', value: string | undefined, replace = false): void {
    const url = new URL(this.#url);
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
    this.#go(url, replace);
  }

  go(href: string): void {
    this.#go(new URL(href, this.#url), false);
  }

  #go(url: URL, replace: boolean): void {
    if (replace) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
    this.#url = url;
  }

  #follow(event: MouseEvent): void {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href');
    if (!href || link?.hasAttribute('download') || (href !== '/' && !/^\/(e\/|\?|verify$)/.test(href))) return;
    event.preventDefault();
    this.go(href);
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }
}

export const here = new Here();
