// Web Awesome's icons come from inside the bundle: nothing may be fetched from elsewhere.

import { registerIconLibrary } from "@awesome.me/webawesome/dist/components/icon/library.js";

const NONE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'/%3E";

// The default library would ask a CDN. What our components need is in the library "system", which is built in.
registerIconLibrary("default", { resolver: () => NONE });
