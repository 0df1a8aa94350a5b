/** Marks the column of today in the week of help places. */
const today = String((new Date().getDay() + 6) % 7)
for (const cell of document.querySelectorAll(`.week [data-day="${today}"]`)) cell.classList.add('today')
