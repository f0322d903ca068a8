// Choosing the cells that are sent back: from the table, or from a finding, whose sentence is the first draft of the reason.

const named = document.getElementById("named");
const blank = document.getElementById("blank-named");
const none = document.getElementById("none-named");

function itemOf(pointer) {
  return Array.from(named.children).find((it) => it.dataset.named === pointer);
}

function show() {
  none.hidden = named.children.length > 0;
  for (const cell of document.querySelectorAll(".pick")) {
    cell.setAttribute("aria-pressed", String(Boolean(itemOf(cell.dataset.pick))));
  }
}

function name(pointer, label, reason) {
  let item = itemOf(pointer);
  if (!item) {
    item = blank.content.firstElementChild.cloneNode(true);
    item.dataset.named = pointer;
    item.querySelector("[name=pointer]").value = pointer;
    item.querySelector("b").textContent = label;
    for (const part of item.querySelectorAll("[aria-label]")) {
      part.setAttribute("aria-label", part.getAttribute("aria-label") + label);
    }
    named.append(item);
  }
  const text = item.querySelector("textarea");
  if (reason && !text.value.includes(reason)) {
    text.value = [text.value, reason].filter(Boolean).join("；");
  }
  text.focus();
}

document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  const drop = event.target.closest("[data-drop]");
  if (pick) {
    name(pick.dataset.pick, pick.dataset.label, pick.dataset.reason);
  } else if (drop) {
    drop.closest("li").remove();
    document.getElementById("why").focus();
  } else {
    return;
  }
  show();
});

show();
