/** What a path of the page shows. */
export type Route =
  | { readonly view: 'elections' | 'verify' | 'witnesses' }
  | { readonly view: 'election' | 'search' | 'record'; readonly election: string }
  | { readonly view: 'area' | 'contest' | 'precinct'; readonly election: string; readonly code: string }
  | { readonly view: 'nowhere' };

const rooms = { areas: 'area', contests: 'contest', precincts: 'precinct' } as const;

/** The route of a path; `nowhere` for one that the page does not have. */
export function routeOf(pathname: string): Route {
  const [, e, election, room, code, ...more] = pathname.split('/').map(decoded);
  if (e === '' && election === undefined) return { view: 'elections' };
  if ((e === 'verify' || e === 'witnesses') && election === undefined) return { view: e };
  if (e !== 'e' || !election || more.length > 0) return { view: 'nowhere' };
  if (!room) return { view: 'election', election };
  if ((room === 'search' || room === 'record') && !code) return { view: room, election };
  const view = Object.hasOwn(rooms, room) ? rooms[room as keyof typeof rooms] : undefined;
  return view && code ? { view, election, code } : { view: 'nowhere' };
}

/** The path of a route. */
export function pathOf(route: Route): string {
  switch (route.view) {
    case 'elections':
    case 'nowhere':
      return '/';
    case 'verify':
    case 'witnesses':
      return path(route.view);
    case 'election':
      return path('e', route.election);
    case 'search':
    case 'record':
      return path('e', route.election, route.view);
    case 'area':
    case 'contest':
    case 'precinct':
      return path('e', route.election, `${route.view}s`, route.code);
  }
}

function path(...steps: string[]): string {
  return `/${steps.map(encodeURIComponent).join('/')}`;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return '\0'; // no code is written so
  }
}
