// What every page gets on top of plain HTML. Without this file everything still works.
import "./keys.js";
import "./dialogs.js";
import "./forms.js";
import "./drafts.js";
import "./sending.js";
import "./scan.js";
import "./suggestions.js";
import "./tables.js";
