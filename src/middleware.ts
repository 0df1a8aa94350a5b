import { defineMiddleware } from 'astro:middleware'
import { spoken } from '#lib/words/foreign'
import { locale } from '#lib/words/locale'
import { sourceLocale } from '#lib/words/messages'

/** On pages in another language, what stays in French is under `lang="fr"`. */
export const onRequest = defineMiddleware(async (_context, next) => {
  const response = await next()
  if (locale === sourceLocale || !response.headers.get('content-type')?.startsWith('text/html')) return response
  return new Response(spoken(await response.text(), sourceLocale), response)
})
