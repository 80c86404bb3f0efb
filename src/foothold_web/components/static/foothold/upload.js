// The form works without this; it only lets files be dropped on the field instead of being chosen.
const place = document.getElementById("upload-drop");
const input = place?.querySelector("input[type=file]");

if (place && input) {
  const marked = (on) => place.classList.toggle("foothold-drop--over", on);
  place.classList.add("foothold-drop--ready");
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      marked(true);
    });
  }
  place.addEventListener("dragleave", () => marked(false));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    marked(false);
    if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
  });
}
