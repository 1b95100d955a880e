// Lit warns of its development build, which is what tests are to run.
Object.assign(globalThis, { litIssuedWarnings: new Set(["dev-mode"]) });
