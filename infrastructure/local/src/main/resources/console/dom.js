/** Elements from plain calls, and the screen brought to what they say without losing focus, scrolling or what is being typed. */

const SVG = 'http://www.w3.org/2000/svg';
const HANDLERS = ['onclick', 'oninput', 'onchange', 'onsubmit', 'onkeydown', 'ontoggle'];

/**
 * An element. Attributes that are null, undefined or false are left out; a function is what is done at that event; `key` tells
 * apart children of one parent.
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a part of a drawing. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element[name] = value;
    else if (name === 'key') element.dataset.key = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...nodes(children));
  return element;
}

// Whatever is no element becomes text, never markup.
function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/** Makes the children of a parent what they should be, keeping those that are there already. */
export function update(parent, ...children) {
  const wanted = nodes(children);
  const keys = new Set(wanted.map(keyOf).filter(Boolean));
  const kept = new Map();
  for (const child of [...parent.childNodes]) {
    const key = keyOf(child);
    if (key && keys.has(key)) kept.set(key, child);
    else if (key) child.remove();
  }
  let at = parent.firstChild;
  for (const next of wanted) {
    const found = keyOf(next) ? kept.get(keyOf(next)) : isAlike(at, next) ? at : null;
    if (!found || !isAlike(found, next)) {
      parent.insertBefore(next, at);
    } else {
      if (found === at) at = at.nextSibling;
      else parent.insertBefore(found, at);
      adopt(found, next);
    }
  }
  while (at) {
    const rest = at.nextSibling;
    at.remove();
    at = rest;
  }
}

function keyOf(node) {
  return node?.dataset?.key;
}

function isAlike(node, next) {
  return node && node.nodeName === next.nodeName && keyOf(node) === keyOf(next) && node.type === next.type;
}

function adopt(node, next) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.nodeValue !== next.nodeValue) node.nodeValue = next.nodeValue;
    return;
  }
  for (const { name } of [...node.attributes]) {
    // What people open and close stays as they left it.
    if (!next.hasAttribute(name) && name !== 'open') node.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  for (const name of HANDLERS) node[name] = next[name];
  if (node.nodeName !== 'TEXTAREA') update(node, ...next.childNodes);
}
