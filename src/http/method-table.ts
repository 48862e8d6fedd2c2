import type { RouteOptions } from 'fastify';

/** Which methods each path takes, noted as the routes are registered: what tells 405 from 404. */
export class MethodTable {
  readonly #routes = new Map<string, { readonly path: RegExp; readonly methods: Set<string> }>();

  /** A Fastify `onRoute` hook. */
  readonly note = ({ url, method }: Pick<RouteOptions, 'url' | 'method'>): void => {
    let route = this.#routes.get(url);
    if (!route) {
      const path = url.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+');
      route = { path: new RegExp(`^${path}$`), methods: new Set() };
      this.#routes.set(url, route);
    }
    for (const one of [method].flat()) route.methods.add(one);
  };

  /** The methods of a request's URL in alphabetical order; none for a path that nothing is at. */
  of(url: string): string[] {
    const path = url.split('?', 1)[0]!;
    const methods = new Set<string>();
    for (const route of this.#routes.values()) {
      if (route.path.test(path)) for (const method of route.methods) methods.add(method);
    }
    return [...methods].toSorted();
  }
}
