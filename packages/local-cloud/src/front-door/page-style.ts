/** The stylesheet of the pages for people: system fonts, both colour schemes, visible focus. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #d5d9e0; --soft: #f4f6f9; --text: #17202c; --quiet: #56616f; --link: #0b57b7; --paper: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --line: #333c49; --soft: #1b222c; --text: #e8ecf2; --quiet: #a3aebc; --link: #82b6ff; --paper: #11161d; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, iframe:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
header { border-bottom: 1px solid var(--line); background: var(--soft); }
nav { max-width: 60rem; margin: 0 auto; padding: .75rem 1rem; display: flex; gap: 1.25rem; flex-wrap: wrap; }
nav a:first-child { font-weight: 700; text-decoration: none; color: var(--text); }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
@media (min-width: 48rem) { td.address { min-width: 15rem; } }
th { color: var(--quiet); font-weight: 600; }
time { color: var(--quiet); white-space: nowrap; }
code, pre { font: .9em/1.5 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
form { display: flex; gap: .5rem; flex-wrap: wrap; margin: 0 0 1rem; align-items: end; }
label { display: grid; gap: .15rem; color: var(--quiet); font-size: .9rem; flex: 1 1 16rem; }
input, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .4rem; padding: .4rem .6rem; min-height: 2.5rem; }
button { background: var(--soft); cursor: pointer; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: .4rem; background: #fff; color-scheme: light; }
.quiet { color: var(--quiet); }
`;
