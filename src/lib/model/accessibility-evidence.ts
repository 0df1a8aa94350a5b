import { z } from 'zod'

/** Text read on a page, already cleaned at the border. */
const Text = z.string().max(300)
const Address = z.string().max(2048)
const Count = z.int().nonnegative()
const Place = z.strictObject({ selector: Text })
const kept = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most)

/** The HTML as the server sent it, read by the rules of the HTML standard; null doctype: there is none, or it came too late. */
export const SourceArtifact = z.strictObject({
  doctype: z.strictObject({ name: Text, publicId: Text, systemId: Text }).nullable(),
  misplacedDoctype: z.boolean(),
  /** Attributes given twice, and elements opened but closed nowhere. `words` names the attribute or the element. */
  errors: kept(z.strictObject({ code: z.enum(['duplicate-attribute', 'unclosed-element']), line: z.int().positive(), words: Text }), 100),
})

/** Elements and attributes of the document as scripts left it. */
export const MarkupArtifact = z.strictObject({
  html5: z.boolean(),
  duplicateIds: kept(Place.extend({ id: Text, times: Count }), 100),
  /** Presentational elements (attribute null) and attributes, on what is rendered. */
  presentational: kept(Place.extend({ element: Text, attribute: Text.nullable(), value: Text }), 200),
  /** Elements that hold nothing and take room. */
  hollow: kept(Place.extend({ kind: z.enum(['paragraph', 'item', 'breaks', 'quote']), heightPx: z.number() }), 100),
})

/** Frames, links, headings and regions: what a screen reader moves by. Rendered ones only. */
export const StructureArtifact = z.strictObject({
  html5: z.boolean(),
  frames: kept(Place.extend({ title: Text.nullable(), address: Address }), 100),
  linkCount: Count,
  /** Links without text of their own; `name` is what an attribute says, `hiddenText` what is shown but kept from screen readers. */
  emptyLinks: kept(Place.extend({ name: Text, hiddenText: Text }), 100),
  headings: kept(Place.extend({ level: z.int().min(1).max(9), text: Text }), 300),
  headingLike: kept(Place.extend({ text: Text }), 20),
  regions: z.strictObject({ main: Count, roleMain: Count, header: Count, nav: Count, footer: Count }),
})

/** Texts, with the language and the direction that are declared for them. */
export const WordingArtifact = z.strictObject({
  /** Text that the language of the page governs: what no inner `lang` covers. */
  pageText: z.string().max(2000),
  /** Longer blocks; `lang` is that of the closest ancestor, `own` when it is not the page's. */
  passages: kept(Place.extend({ lang: Text.nullable(), own: z.boolean(), text: z.string().max(400) }), 30),
  rightToLeft: kept(Place.extend({ text: Text, dir: Text.nullable() }), 50),
  rightToLeftCount: Count,
  /** Elements with a `dir` attribute whose value is neither ltr nor rtl. */
  otherDirections: kept(Place.extend({ dir: Text }), 50),
  directionCount: Count,
})

export const FieldsArtifact = z.strictObject({
  /** Radio buttons, or check boxes, that share a name. */
  sets: kept(Place.extend({ kind: z.enum(['radio', 'checkbox']), name: Text, count: Count, grouped: z.boolean(), eachNamed: z.boolean(), inTable: z.boolean() }), 100),
  /** Groups that hold rendered fields. */
  groups: kept(Place.extend({ element: Text, name: Text, fields: Count, eachNamed: z.boolean() }), 100),
  /** Text fields that can be filled in. */
  entries: kept(Place.extend({ label: Text, autocomplete: Text.nullable(), form: z.int().nonnegative() }), 200),
  forms: kept(z.strictObject({ search: z.boolean(), words: z.string().max(1000) }), 51),
})

export const StylesArtifact = z.strictObject({
  rules: Count,
  /** False when time ran out, or a style sheet could not be read: what was seen stands, what was not seen says nothing. */
  complete: z.boolean(),
  /** Texts for which one of the two colours is declared and the other is not. */
  loneColours: kept(Place.extend({ text: Text, declared: z.enum(['colour', 'background', 'image']) }), 50),
  hoverRules: Count,
  /** Contents that only a pointer brings out. */
  hoverOnly: kept(Place.extend({ rule: Text }), 50),
})

export const MovementArtifact = z.strictObject({
  /** Addresses of windows that the page asked for without a gesture. */
  openedWindows: kept(Address, 20),
  /** Visible animations that go on more than five seconds; `seconds` is null when they never end. */
  animations: kept(Place.extend({ name: Text, seconds: z.number().nullable() }), 50),
  /** Media that play by themselves. */
  media: kept(Place.extend({ kind: z.enum(['audio', 'video']), seconds: z.number().nullable(), sound: z.boolean(), controls: z.boolean(), loop: z.boolean() }), 50),
  /** Displayed image files that move; `seconds` is null when they never end. */
  images: kept(Place.extend({ frames: Count, seconds: z.number().nullable() }), 20).optional(),
  /** Sets of slides that changed by themselves, several times. */
  slides: kept(Place, 20).optional(),
  hasPauseControl: z.boolean(),
})

/** PDF files of the site that the page links to, the first ones, once each. */
export const DownloadsArtifact = z.strictObject({
  linked: Count,
  files: kept(Place.extend({
    address: Address, tagged: z.boolean().nullable(), language: z.boolean(), title: z.boolean(), encrypted: z.boolean(),
    /** Day of the file by its own words, else by the server's. */
    on: z.iso.date().nullable(),
  }), 5),
  notRead: Count,
})

/** Layout in 320 px, which is a zoom of 400 % on a screen of 1280 (WCAG 1.4.10). */
export const ReflowArtifact = z.strictObject({
  widthPx: z.int().positive(), scrollWidthPx: Count, scrolls: z.boolean(),
  /** Something that may need two dimensions stands out, which is reason enough to scroll. */
  explained: z.boolean(),
  /** What stands out and holds text or controls past the edge; layouts that need two dimensions are left out. */
  wide: kept(Place.extend({ rightPx: z.number() }), 50),
})

/** Texts that are cut, or that meet, once the text is spaced or enlarged, and were not before. */
export const TextSpacingArtifact = z.strictObject({
  texts: Count,
  clipped: kept(Place.extend({ text: Text }), 50),
  overlapping: kept(Place.extend({ text: Text, other: Text }), 50),
})

/** A walk with the Tab key, from the top of the page. */
export const KeyboardArtifact = z.strictObject({
  stops: Count,
  /** `end`: the walk came out of the page; `limit`: it was stopped; `frame`: it entered a frame; `trap`: it went round and could not come out. */
  ended: z.enum(['end', 'limit', 'frame', 'trap']),
  trap: kept(Place, 20),
  /** Stops where neither the styles nor the picture of the element change with the focus. */
  unmarked: kept(Place, 50),
  skipLink: Place.extend({
    text: Text, targetFound: z.boolean(), shown: z.boolean(),
    /** Whether the next Tab lands in or after the target; null when it cannot be told. */
    moves: z.boolean().nullable(),
  }).nullable(),
  /** Stops before the main content, among those walked; null when there is no main content. */
  stopsBeforeMain: Count.nullable(),
})

/** How many elements of each kind the document and its open shadow roots hold, shown or not: none at all is the proof that there is none. */
export const ContentsArtifact = z.strictObject({
  frames: Count, images: Count, media: Count, drawings: Count, vectors: Count, tables: Count, fields: Count, buttons: Count,
  /** Components that draw themselves out of sight: anything may be inside. */
  opaque: Count,
})

/** By what a person goes from page to page, in the order of the code, and where it stands beside the main content. Rendered ones only. */
export const NavigationArtifact = z.strictObject({
  marks: kept(Place.extend({
    kind: z.enum(['menu', 'site-map', 'search', 'main']),
    name: Text,
    /** Addresses that a menu leads to, the first ones. */
    links: kept(Address, 40),
    side: z.enum(['above', 'below', 'left', 'right', 'inside']).nullable(),
  }), 60),
})

/** What a page that maps the site leads to from its own content, and what the site answers: a sample of its links is asked. */
export const SiteMapArtifact = z.strictObject({
  links: kept(Place.extend({ address: Address, text: Text, status: z.int().nullable() }), 300),
})

/** Where an element stands in a picture of the page around it, in CSS pixels. */
export const CropBox = z.strictObject({ left: Count, top: Count, width: z.int().positive(), height: z.int().positive() })

/** Small pictures of places where a failure is proven: JPEG in base64, at most 10 kB, of a public page. */
export const CropsArtifact = kept(Place.extend({ picture: z.base64().max(14_000), widthPx: z.int().positive(), heightPx: z.int().positive(), box: CropBox }), 4)

export const accessibilitySchemas = {
  source: SourceArtifact, markup: MarkupArtifact, structure: StructureArtifact, wording: WordingArtifact, fields: FieldsArtifact, styles: StylesArtifact,
  movement: MovementArtifact, downloads: DownloadsArtifact, contents: ContentsArtifact, navigation: NavigationArtifact, siteMap: SiteMapArtifact, reflow: ReflowArtifact, textSpacing: TextSpacingArtifact, keyboard: KeyboardArtifact, crops: CropsArtifact,
} as const
