// Lecteur inventé : retient la qualité choisie avant même que l’on lise la vidéo.
localStorage.setItem('pv.qualite', 'auto')
