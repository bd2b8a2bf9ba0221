interface Size {
  width: number;
  height: number;
}

/** Which square of a picture is shown. */
export interface Crop {
  /** Its centre, in pixels of the picture. */
  x: number;
  y: number;
  /** 1 shows as much as fits into a square. */
  zoom: number;
}

export const maxZoom = 5;

/** The middle of the picture, as much of it as fits. */
export function middleOf({ width, height }: Size): Crop {
  return { x: width / 2, y: height / 2, zoom: 1 };
}

export function sideOf({ width, height }: Size, { zoom }: Crop): number {
  return Math.min(width, height) / zoom;
}

/** The nearest crop that has nothing beside the picture in it. */
export function within(size: Size, crop: Crop): Crop {
  const zoom = clamp(crop.zoom, 1, maxZoom);
  const half = sideOf(size, { ...crop, zoom }) / 2;
  return { x: clamp(crop.x, half, size.width - half), y: clamp(crop.y, half, size.height - half), zoom };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
