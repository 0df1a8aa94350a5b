// Carte inventée : six tuiles de 256 pixels dans l’élément qui porte data-carte.
document.querySelectorAll('[data-carte]').forEach(function (place) {
  ;['1-1', '2-1', '3-1', '1-2', '2-2', '3-2'].forEach(function (tile) {
    var image = new Image(256, 256)
    image.alt = ''
    image.src = 'https://cartes.tuiles.example/tuiles/15/' + tile + '.png'
    place.append(image)
  })
})
