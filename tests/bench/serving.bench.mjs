// Files as `mingdan serve` sends them, compared with nginx (`serving.mjs`).
import { report } from "./bench.mjs";
import { serving } from "./serving.mjs";

report("serving", await serving());
