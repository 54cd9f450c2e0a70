// Where the spec files put their tests. The runner sets `file` before it loads each.

export const tests = { file: '', all: [] };

/** A test; its title is a sentence about a person. `run` gets the tools of tools.mjs. */
export function test(title, run) {
  tests.all.push({ file: tests.file, title, run });
}
