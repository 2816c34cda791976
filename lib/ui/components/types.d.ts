// What Python sends to the scripts beside this file, and what they keep of it. For the checker only.

export type Pen = CanvasRenderingContext2D;
export type Side = "left" | "right";
export type Place = [x: number, y: number];

/** The look of one class; names come from data. */
export interface Mark { name: string; colour: string; shape: string; outline?: string }
export interface Axis { label: string; low: number; high: number }
export interface Axes { x: Axis; y: Axis }
export interface Theme { ink: string; paper: string; halo: string; edge: string; isDark: boolean }

/** Points in the unit square, one after the other, and the class of each. */
export interface Rows { points: Float32Array; y: Uint8Array }
/** What is drawn of one method: `sizes` is the area of each point, 64 for the usual one. */
export interface Drawn {
  field: HTMLCanvasElement;
  line: Float32Array; // x and y in turn, NaN between two pieces
  predicted: Uint8Array;
  sizes?: Uint8Array | null;
  under?: { line: Float32Array; dash: number[] }[]; // thin, under its own line
}

/** A line of a legend, with a class or one of the signs. */
export interface Item { words: string; mark?: Mark; sign?: string }
export interface DrawnItem extends Item { entry: HTMLElement; canvas: HTMLCanvasElement }

/** What Streamlit gives to a component. */
export interface Mount<Data> {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue: (name: string, value: unknown) => void;
}

// ---------------------------------------------------------------- attention.py

/** `turn`: how many pages and examples were opened so far. */
export interface Attention { turn: number }

// ---------------------------------------------------------------- copying.py

/** `lines`: what is copied before the address of the page. */
export interface Copied { label: string; lines: string[] }

// ---------------------------------------------------------------- keepsake.py

/** `word`: what is to be kept, "" for nothing, null to ask. */
export interface Kept { name: string; word: string | null }

// ---------------------------------------------------------------- gallery.py

export interface GalleryItem {
  key: string;
  title: string;
  summary: string;
  kind: string;
  classes: Mark[];
  points: string;
  y: string;
}
export interface GalleryData { items: GalleryItem[]; chosen: string }

// ---------------------------------------------------------------- thumbnail.py; text of arrays is base64

/** `words`: read out in place of the picture. */
export interface Thumbnail { n: number; lut: string; field: string; line: string; words: string }

// ---------------------------------------------------------------- stage.py; text of arrays is base64

export interface Shown { left: string; right: string }
export type Way = "one" | "vote" | "stack" | "sources" | "model";
/** `layers`: the texts of the boxes; `links`: for each gap between two layers, which box leads to which. */
export interface Wiring { layers: string[][]; links: [above: number, below: number][][] }
export interface SentCard { way: Way; title: string; sentence: string; method: string }
/** `low`, `middle`, `high`: against the best single model, positive is better. */
export interface Score {
  text: string;
  sentence: string;
  gain: string;
  low: number | null;
  middle: number | null;
  high: number | null;
  flips: string;
}
/** `row`: "" or the position of the row that is followed; `layer`: as layers.js has it. */
export interface Look { row: string; layer: string }
export interface StageData extends Shown, Look {
  id: string;
  cards: SentCard[];
  scores: Record<string, Score>;
  pick: string;
  badge: string; // what the card of the pick says
  reference: string; // of what the scores are compared with
  drawing: SentDrawing | null;
}
/** drawn.py; `names`: of the drawing, its axes and its classes; `templates`: title and points. */
export interface DrawnByHand { points: string; names: string[] }
export interface SentDrawing extends DrawnByHand { usual: string[]; marks: Mark[]; templates: [string, string][]; most: number; fewest: number }
/** The choice, as often as it changes; the picture comes once, in another mount. */
export type StageMount = Mount<StageData>;

/** `rule`: as lib/combiners/weighted_vote.py has it. */
export type Rule = "average" | "product" | "votes" | "pool";
/** Of a source: heard as it is, left out, or showing the readings of other rows. */
export type State = "" | "muted" | "broken";
export interface Count { weights: number[]; rule: Rule; states?: State[] }
/** hand.py; `counts`: of each method that is one, by key; `learned`: the weights that stacking learned. */
export interface SentHand {
  names: string[];
  places: string;
  rows: string; // or nothing, as long as none was held back
  furthest: number;
  smallest: number;
  tie: number;
  counts: Record<string, Count>;
  learned: number[] | null;
  things: string;
  logShares: number[];
  instead: string;
}
/** What comes later, when its method is on the right. `hand`: of the sources; null when they cannot be taken into it. */
export interface SentMore { of: string; hand?: SentHand | null; surfaces?: SentSurfaces }
/** hand.py; `values`: a byte a cell, of n by n for every class and pair of models. */
export interface SentSurfaces { key: string; n: number; classes: number[]; values: string }

export interface PictureFrame {
  id: string;
  n: number; // cells a side
  w: number; // codes a class
  classes: Mark[];
  axes: Axes;
  caption: string;
  metric: { name: string; better: string };
  isSketch: boolean; // it has only what could be drawn before anything was measured
  hand: SentHand | null;
}
interface MethodNames {
  key: string;
  title: string;
  short: string;
  way: Way;
  note: string;
  wiring: Wiring;
}
export interface SentMethod extends MethodNames { isInHand: boolean; field: string; line: string; predicted: string }
export interface SentPicture extends PictureFrame { lut: string; points: string; y: string; methods: SentMethod[] }

/** The same, decoded. `isOld`: of what was asked before. */
export interface Method extends MethodNames, Drawn { codes: Uint8Array; isInHand: boolean; isOld?: boolean }
/** `sources`: undefined until it has come. */
export interface Picture extends PictureFrame, Rows {
  colours: Uint32Array;
  counter: Counter | null;
  sources?: Counter | null;
  surfaces?: Map<string, import("./surfaces.js").Surfaces>;
  methods: Method[];
  byKey: Map<string, Method>;
}
type Counter = import("./counted.js").Counter;

// ---------------------------------------------------------------- more_ways.py

/** `note`: why it is as it is. `fixed`: cannot be switched; "on" is always compared, "off" takes no part here. */
export interface Combination { key: string; title: string; sentence: string; note: string; fixed: "" | "on" | "off"; wiring: Wiring }
export interface CombinationGroup { title: string; items: Combination[] }
export interface MoreWaysData { groups: CombinationGroup[]; on: string[]; usual: string[] }

// ---------------------------------------------------------------- player.py; text of arrays is base64

export interface Series { name: string; values: number[] }
export interface Curve { title: string; better: string; percent: boolean; series: Series[] }
export interface Frames { title: string; labels: string[]; ticks: [frame: number, text: string][]; start: number }
export interface SentPanel {
  title: string;
  note: string;
  rows: string;
  series: string;
  readouts: string[];
  fields: string;
  lines: string;
  ends: number[]; // where the lines of each frame end
  predicted: string;
  sizes: string; // or nothing
  recodes: string; // or nothing, then every frame has a field of its own
}
/** `counts`: of each frame two lines of two; `cells`: what each of them is. */
export interface SentTable { title: string; note: string; names: string[]; cells: string[][]; counts: number[][][]; readouts: string[] }
export interface PlayerData {
  id: string;
  n: number;
  lut: string;
  classes: Mark[];
  axes: Axes;
  frames: Frames;
  rows: Record<string, { points: string; y: string }>;
  panels: SentPanel[];
  tables: SentTable[];
  curves: Curve[];
}

/** A way on other samples: a score a sample, as they are drawn, and where it is the best. */
export interface RedrawnWay { way: string; method: string; picked: boolean; today: number; scores: (number | null)[]; led: boolean[] }
export interface RedrawsData { id: string; title: string; rows: RedrawnWay[]; said: string[] }
