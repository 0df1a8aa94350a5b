// Recherche sans accents dans une liste, bibliothèque inventée.
window.recherche = (function () {
  function fold(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase() }
  return {
    filtrer: function (list, words, fields) {
      var wanted = fold(words).split(/\s+/).filter(Boolean)
      return list.filter(function (item) {
        var text = fold(fields.map(function (field) { return item[field] }).join(' '))
        return wanted.every(function (word) { return text.includes(word) })
      })
    },
  }
})()
