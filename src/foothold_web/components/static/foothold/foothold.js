// Pages work without this; it only lets the Design System's components announce and focus what they should.
import { initAll } from "../govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
