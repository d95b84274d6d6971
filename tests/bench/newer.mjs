import { existsSync, statSync } from "node:fs";

/** True where a file is there and newer than all that it was made from. */
export const newer = (made, sources) =>
  existsSync(made) && sources.every((source) => statSync(source).mtimeMs < statSync(made).mtimeMs);
