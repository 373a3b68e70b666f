const slides = [...document.querySelectorAll(".slide")];
const turned = document.documentElement.dir === "rtl";
const at = () => slides.reduce((found, slide, place) =>
  slide.getBoundingClientRect().top <= innerHeight / 2 ? place : found, 0);
// A slide that is taller than the screen is read to its end first, by keyboard too.
const go = (step) => {
  const box = slides[at()].getBoundingClientRect();
  if (step === 1 && box.bottom > innerHeight + 8) return scrollBy(0, Math.min(innerHeight * 0.8, box.bottom - innerHeight));
  if (step === -1 && box.top < -8) return scrollBy(0, Math.max(-innerHeight * 0.8, box.top));
  slides[Math.min(Math.max(at() + step, 0), slides.length - 1)].scrollIntoView();
};
const notes = () => document.documentElement.classList.toggle("noted");
const steps = { PageDown: 1, ArrowDown: 1, " ": 1, PageUp: -1, ArrowUp: -1, ArrowRight: turned ? -1 : 1, ArrowLeft: turned ? 1 : -1 };
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || (event.key === " " && event.target.closest("button"))) return;
  if (event.key in steps) { event.preventDefault(); go(event.key === " " && event.shiftKey ? -1 : steps[event.key]); }
  if (event.key === "Home" || event.key === "End") { event.preventDefault(); go(event.key === "Home" ? -slides.length : slides.length); }
  if (event.key === "n" || event.key === "N") notes();
});
document.querySelector(".back").addEventListener("click", () => go(-1));
document.querySelector(".on").addEventListener("click", () => go(1));
document.querySelector(".notes").addEventListener("click", notes);
