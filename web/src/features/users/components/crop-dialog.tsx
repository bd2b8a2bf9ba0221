import { useEffect, useState, type KeyboardEvent, type PointerEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { maxZoom, middleOf, sideOf, within, type Crop } from "@/features/users/components/crop";

/** Pixels in each direction of what is sent. */
const sentSide = 512;
const sentType = "image/webp";
const sentQuality = 0.9;
/** How far an arrow key moves, as a part of what is shown. */
const step = 0.05;

interface CropDialogProps {
  picture: ImageBitmap;
  busy: boolean;
  onCropped: (cropped: Blob) => void;
  onCancel: () => void;
}

/** Chooses the square of a picture that is shown; what is sent is drawn anew, without what the file says beside the picture. */
export function CropDialog({ picture, busy, onCropped, onCancel }: CropDialogProps) {
  const [crop, setCrop] = useState<Crop>(() => middleOf(picture));
  // The dialog puts it into the page a moment after it is opened.
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const side = sideOf(picture, crop);

  useEffect(() => {
    const context = canvas?.getContext("2d");
    context?.clearRect(0, 0, sentSide, sentSide);
    context?.drawImage(picture, crop.x - side / 2, crop.y - side / 2, side, side, 0, 0, sentSide, sentSide);
  }, [canvas, picture, crop, side]);

  const move = (x: number, y: number) =>
    setCrop((now) => within(picture, { ...now, x: now.x + x * side, y: now.y + y * side }));
  const drag = ({ buttons, movementX, movementY, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const width = currentTarget.clientWidth;
    if (buttons > 0 && width > 0) move(-movementX / width, -movementY / width);
  };
  const press = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    move(direction.x * step, direction.y * step);
  };
  const save = () =>
    canvas?.toBlob(
      (blob) => {
        if (blob !== null) onCropped(blob);
      },
      sentType,
      sentQuality,
    );

  return (
    <Dialog
      title="Choose what is shown"
      description="Drag the picture, or move it with the arrow keys."
      open
      onOpenChange={onCancel}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" busy={busy} onClick={save}>
            Show this
          </Button>
        </>
      }
    >
      <div className="grid justify-items-center gap-5">
        <canvas
          ref={setCanvas}
          width={sentSide}
          height={sentSide}
          role="img"
          aria-label="What is shown"
          tabIndex={0}
          onKeyDown={press}
          onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
          onPointerMove={drag}
          className="size-64 cursor-move touch-none rounded-full border border-line bg-sunken"
        />
        <Field label="Zoom" className="w-64">
          <Input
            type="range"
            min={1}
            max={maxZoom}
            step={0.01}
            value={crop.zoom}
            onChange={({ target }) => setCrop((now) => within(picture, { ...now, zoom: Number(target.value) }))}
            className="accent-accent shadow-none"
          />
        </Field>
      </div>
    </Dialog>
  );
}

const directions: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
