/**
 * Makes what the function serves of each page: one script, one style sheet, the page itself, its worker, its icons. Files that the
 * page names carry a hash of their content in their name, so that browsers may keep them for ever; all are compressed, since an
 * HTTP API does not compress. Run by the build of functions: node build.js <where to put the result>.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const PAGES = ['wallet', 'till'];
const ICONS = join(here, 'shared', 'icons');

install();
const { build } = await import('esbuild');
const out = process.argv[2];
rmSync(out, { recursive: true, force: true });
for (const page of PAGES) {
  await publish(page);
}

/** Once for each change of what package-lock.json names. */
function install() {
  const lock = join(here, 'package-lock.json');
  const installed = join(here, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) {
    return;
  }
  const npm = spawnSync('npm', ['ci', '--no-progress'], { cwd: here, encoding: 'utf8' });
  if (npm.status !== 0) {
    console.error(npm.error?.message ?? npm.stderr);
    process.exit(1);
  }
}

async function publish(page) {
  const files = new Map();
  const hashed = (name, content) => {
    const published = name.replace(/\.([a-z]+)$/, `.${hash(content)}.$1`);
    files.set(published, content);
    return published;
  };
  const names = new Map();
  for (const file of [`${page}.js`, `${page}.css`]) {
    names.set(file, hashed(file, await bundle(join(here, page, file))));
  }
  for (const icon of readdirSync(ICONS).filter((file) => file.endsWith('.png'))) {
    names.set(icon, hashed(icon, readFileSync(join(ICONS, icon))));
  }
  names.set('licences.txt', hashed('licences.txt', licences()));
  const html = readFileSync(join(here, page, 'index.html'), 'utf8').replace(/\{\{([a-z0-9-]+\.[a-z]+)\}\}/g, (_, name) => {
    if (!names.has(name)) {
      throw new Error(`${page}/index.html names ${name}, which there is not`);
    }
    return names.get(name);
  });
  const shell = [...files.keys()].filter((name) => !name.endsWith('.txt')).map((name) => `/${page}/${name}`);
  const worker = await bundle(join(here, 'shared', 'worker.js'), {
    PAGE: JSON.stringify(`/${page}`),
    SHELL: JSON.stringify([`/${page}`, `/${page}/icon.svg`, `/${page}/manifest.webmanifest`, ...shell]),
    VERSION: JSON.stringify(hash(Buffer.from(html + shell.join()))),
  });
  files.set('index.html', Buffer.from(html));
  files.set('icon.svg', readFileSync(join(ICONS, 'icon.svg')));
  files.set('sw.js', worker);
  const folder = join(out, page);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

async function bundle(entry, define = {}) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox121', 'safari16.4'],
    legalComments: 'none',
    write: false,
    logLevel: 'error',
    define,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** Of the libraries in the scripts. */
function licences() {
  const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  const texts = Object.keys(dependencies).map((name) => {
    const folder = join(here, 'node_modules', name);
    const files = readdirSync(folder).filter((file) => /licen[cs]e/i.test(file)).sort();
    return [name, ...files.map((file) => readFileSync(join(folder, file), 'utf8'))].join('\n\n');
  });
  return Buffer.from(texts.join('\n\n\n'));
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
