// Loads Studio's scripts in their order and starts Blazor.

/** @param {string[]} scripts Addresses, in the order in which they must run; Blazor's own is the last. */
export async function loadStudio(scripts) {
  const loaded = scripts.map(load);
  await Promise.all(loaded);
  await Blazor.start();
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.async = false;
    script.setAttribute('autostart', 'false');
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${address} could not be loaded.`));
    document.body.append(script);
  });
}
