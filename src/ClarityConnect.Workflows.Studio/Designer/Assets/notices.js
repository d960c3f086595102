// What stands above the designer while something needs attention. One notice for each subject.

const place = document.getElementById('designer-notices');
const shown = new Map();

/**
 * @param {string} subject What it is about; a notice about the same subject is replaced.
 * @param {string} words What happened and what to do.
 * @param {{ text: string, act: () => void }[]} buttons What can be done here.
 */
export function tell(subject, words, buttons = []) {
  dismiss(subject);
  const notice = document.createElement('div');
  notice.className = 'designer-notice';
  const paragraph = document.createElement('p');
  paragraph.textContent = words;
  notice.append(paragraph);
  for (const { text, act } of buttons) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = text;
    button.addEventListener('click', act);
    notice.append(button);
  }
  place.append(notice);
  shown.set(subject, notice);
}

export function dismiss(subject) {
  shown.get(subject)?.remove();
  shown.delete(subject);
}
