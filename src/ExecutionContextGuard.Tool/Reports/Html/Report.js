"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) { return; }
  const search = document.getElementById("q");
  const choices = ["status", "rule", "library", "project", "tier", "reason", "since"].map(id => document.getElementById(id)).filter(Boolean);
  const groups = [...document.querySelectorAll(".group")].map(element => ({
    element,
    findings: [...element.querySelectorAll(".finding")].map(finding => ({ element: finding, text: null })),
  }));
  const tiers = [...document.querySelectorAll(".tier")].map(element => ({ element, groups: groups.filter(group => element.contains(group.element)) }));
  const total = groups.reduce((sum, group) => sum + group.findings.length, 0);
  // One creation, when a row of the table of creations was followed; there is no control for it but "Clear".
  let at = "";

  const count = (number, what) => number + " " + what + (number === 1 ? "" : "s");

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = choices.filter(choice => choice.value !== "").map(choice => [choice.id, choice.value]);
    if (at !== "") { wanted.push(["at", at]); }
    let shown = 0, creations = 0;
    for (const group of groups) {
      let any = false;
      for (const finding of group.findings) {
        let fits = wanted.every(([name, value]) => finding.element.dataset[name] === value);
        if (fits && words.length > 0) {
          finding.text ??= (group.element.querySelector("summary").textContent + " " + finding.element.textContent).toLowerCase();
          fits = words.every(word => finding.text.includes(word));
        }
        finding.element.hidden = !fits;
        any ||= fits;
        shown += fits ? 1 : 0;
      }
      group.element.hidden = !any;
      creations += any ? 1 : 0;
    }
    for (const tier of tiers) { tier.element.hidden = tier.groups.every(group => group.element.hidden); }
    document.getElementById("none").hidden = shown > 0;
    document.getElementById("shown").textContent =
      (shown === total ? count(total, "finding") : shown + " of " + count(total, "finding")) + " at " + count(creations, "creation") + ".";
    const parts = [...wanted, ...(search.value === "" ? [] : [["q", search.value]])].map(([name, value]) => name + "=" + encodeURIComponent(value));
    return parts.length === 0 ? "" : "#" + parts.join("&");
  }

  // The address carries the filter, so that what is seen can be handed on as a link.
  function changed() { history.replaceState(null, "", location.pathname + filter()); }

  function followed() {
    const parts = location.hash.slice(1).split("&").filter(part => part.includes("="));
    if (parts.length === 0) { return false; }
    const values = new Map(parts.map(part => {
      const sign = part.indexOf("=");
      try { return [part.slice(0, sign), decodeURIComponent(part.slice(sign + 1))]; } catch { return ["", ""]; }
    }));
    search.value = values.get("q") ?? "";
    at = values.get("at") ?? "";
    for (const choice of choices) {
      const value = values.get(choice.id) ?? "";
      choice.value = [...choice.options].some(option => option.value === value) ? value : "";
    }
    filter();
    for (const group of groups) { if (at !== "" && !group.element.hidden) { group.element.open = true; } }
    return true;
  }

  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", event => event.preventDefault());
  // The controls are cleared after the event, not before.
  form.addEventListener("reset", () => setTimeout(() => { at = ""; changed(); }, 0));
  document.getElementById("open").addEventListener("click", () => { for (const group of groups) { if (!group.element.hidden) { group.element.open = true; } } });
  document.getElementById("close").addEventListener("click", () => { for (const group of groups) { group.element.open = false; } });
  addEventListener("hashchange", () => { if (followed()) { document.getElementById("findings").focus(); } });
  followed();

  // Paper has nothing to click on.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")].filter(element => !element.hidden);
    for (const element of opened) { element.open = true; }
  });
  addEventListener("afterprint", () => { for (const element of opened) { element.open = false; } opened = []; });
})();
