import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { everywhere, reading } from './reading.ts'

export function gatherContents({ page }: Load): Promise<Artifacts['contents']> {
  return inIsolation(page.mainFrame(), countContents, [], reading)
}

/** Page function. What is hidden counts: it may be shown later. A component without an open root may hold anything. */
function countContents(): Artifacts['contents'] {
  const count = (selector: string) => everywhere(selector).length
  const mediaFile = /\.(mp3|m4a|aac|ogg|oga|opus|wav|flac|mp4|m4v|webm|ogv|mov|avi|mkv)$/i
  const mediaLinks = everywhere('a[href]').filter((link) => link instanceof HTMLAnchorElement && mediaFile.test(link.pathname)).length
  return {
    frames: count('iframe, frame, fencedframe'),
    images: count('img, svg, canvas, object, embed, area, input[type="image" i], [role="img"], [role="image"]'),
    media: count('audio, video, object, embed, applet, bgsound') + mediaLinks,
    drawings: count('canvas, object, embed, applet'),
    vectors: count('svg'),
    tables: count('table, [role="table"], [role="grid"], [role="treegrid"]'),
    fields: count('input:not([type="hidden" i], [type="submit" i], [type="button" i], [type="reset" i], [type="image" i]), select, textarea, meter, progress, output, [contenteditable], [role="textbox"], [role="searchbox"], [role="checkbox"], [role="radio"], [role="switch"], [role="combobox"], [role="listbox"], [role="slider"], [role="spinbutton"]'),
    buttons: count('button, input:is([type="submit" i], [type="button" i], [type="reset" i], [type="image" i]), [role="button"]'),
    opaque: everywhere('*').filter((element) => element.localName.includes('-') && element.matches(':defined') && element.shadowRoot === null).length,
  }
}
