/** The import rules of the house: who may know whom. Each folder's README says the same in words. */
const src = (...folders) => `^src/(${folders.join('|')})/`;
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'Two files that need each other are one file, or three.'),
    forbid(
      'no-orphans',
      { orphan: true, pathNot: ['^src/(main|cli)\\.ts$', '-worker\\.ts$', '^src/dashboard/'] },
      {},
      'Every file is reached from a root.',
    ),
    forbid(
      'roots-are-not-imported',
      { path: '^src/.+/' },
      { path: '^src/[^/]+\\.ts$' },
      'Roots wire; nobody imports them.',
    ),
    forbid(
      'domain-is-pure',
      { path: src('domain') },
      { path: '.+', pathNot: ['^src/domain/', '^node_modules/typebox/'] },
      'No Nest, no Node, no I/O: only the schema builder.',
    ),
    forbid(
      'store-knows-only-the-domain',
      { path: src('event-store') },
      {
        path: src(
          'commands',
          'projections',
          'audit',
          'verifier',
          'access',
          'http',
          'cli',
          'dashboard',
          'observability',
          'config',
        ),
      },
    ),
    forbid(
      'adapters-are-private',
      { path: '^src/.+/', pathNot: '^src/event-store/' },
      { path: '^src/event-store/(sqlite|eventstoredb)/' },
      'Only the roots choose an adapter.',
    ),
    forbid(
      'sqlite-in-its-rooms',
      { pathNot: ['^src/event-store/sqlite/', '^src/projections/snapshots?', '^src/audit/'] },
      { path: '^(node:)?sqlite$' },
    ),
    forbid(
      'eventstoredb-in-its-room',
      { pathNot: '^src/event-store/eventstoredb/' },
      { path: '^node_modules/@(eventstore|grpc)/' },
    ),
    forbid(
      'commands-see-one-projection-port',
      { path: src('commands') },
      { path: src('projections'), pathNot: '^src/projections/tabulator\\.ts$' },
    ),
    forbid('commands-know-no-edge', { path: src('commands') }, { path: src('audit', 'http', 'cli', 'access') }),
    forbid('observers-know-no-writer', { path: src('projections', 'audit') }, { path: src('commands', 'http', 'cli') }),
    forbid('edges-know-no-inside', { path: src('http', 'cli') }, { path: '^src/domain/[^/]+/(decider|state)\\.ts$' }),
    forbid('http-and-cli-apart', { path: src('http') }, { path: src('cli') }),
    forbid('cli-and-http-apart', { path: src('cli') }, { path: src('http') }),
    forbid(
      'audit-shares-formats-with-the-verifier',
      { path: src('audit') },
      { path: src('verifier'), pathNot: ['^src/verifier/formats/', '^src/verifier/export-files\\.ts$'] },
    ),
    forbid(
      'verifier-runs-in-a-browser',
      { path: src('verifier'), pathNot: '^src/verifier/(machine|primitives(-of-node)?)\\.ts$' },
      { dependencyTypes: ['core'] },
      'What only Node has goes through primitives.ts.',
    ),
    forbid('verifier-trusts-nobody', { path: src('verifier') }, { path: '^src/', pathNot: src('domain', 'verifier') }),
    forbid(
      'page-and-server-apart',
      { path: src('dashboard') },
      {
        path: '^src/',
        pathNot: ['^src/dashboard/', '^src/domain/rules/kazakh-alphabet\\.ts$', '^src/verifier/browser\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
      'The page knows the shapes of answers, how names are ordered and how a record is checked, and nothing else of the server.',
    ),
    forbid('server-and-page-apart', { path: '^src/', pathNot: '^src/dashboard/' }, { path: src('dashboard') }),
    forbid('no-test-in-source', { path: '^src/' }, { path: '^test/' }),
    forbid(
      'only-declared-packages',
      { path: '^src/', pathNot: '^src/dashboard/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    ),
    forbid('everything-resolves', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
