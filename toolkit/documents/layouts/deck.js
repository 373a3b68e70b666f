const slides = [...document.querySelectorAll(".slide")];
const turned = document.documentElement.dir === "rtl";
const at = () => slides.reduce((best, slide, place) =>
  Math.abs(slide.getBoundingClientRect().top) < Math.abs(slides[best].getBoundingClientRect().top) ? place : best, 0);
const go = (step) => {
  const place = Math.min(Math.max(at() + step, 0), slides.length - 1);
  slides[place].scrollIntoView();
};
const notes = () => document.documentElement.classList.toggle("noted");
const steps = { PageDown: 1, ArrowDown: 1, " ": 1, PageUp: -1, ArrowUp: -1, ArrowRight: turned ? -1 : 1, ArrowLeft: turned ? 1 : -1 };
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("button")) return;
  if (event.key in steps) { event.preventDefault(); go(event.key === " " && event.shiftKey ? -1 : steps[event.key]); }
  if (event.key === "Home" || event.key === "End") { event.preventDefault(); go(event.key === "Home" ? -slides.length : slides.length); }
  if (event.key === "n" || event.key === "N") notes();
});
document.querySelector(".back").addEventListener("click", () => go(-1));
document.querySelector(".on").addEventListener("click", () => go(1));
document.querySelector(".notes").addEventListener("click", notes);
