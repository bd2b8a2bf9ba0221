import { clsx } from "clsx";
import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

const row = clsx(
  "flex items-center gap-2.5 rounded-md px-2.5 py-2 text-sm outline-none select-none sm:py-1.5",
  "data-disabled:opacity-50 data-highlighted:bg-hover",
);

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

export function Menu({ trigger, children, align = "end" }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-56 animate-pop-in rounded-xl bg-surface p-1.5 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  icon?: LucideIcon;
  danger?: boolean;
}

export function MenuItem({ icon: Icon, danger = false, children, ...props }: MenuItemProps) {
  return (
    <Radix.Item className={clsx(row, danger && "text-danger-ink")} {...props}>
      {Icon && <Icon aria-hidden className="size-4 text-soft" />}
      {children}
    </Radix.Item>
  );
}

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string; icon: LucideIcon }[];
}

/** One of several; choosing leaves the menu open, so that the effect can be seen. */
export function MenuChoice<T extends string>({ label, value, onChange, options }: MenuChoiceProps<T>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      <MenuLabel>{label}</MenuLabel>
      {options.map(({ value: option, label: name, icon: Icon }) => (
        <Radix.RadioItem key={option} value={option} className={row} onSelect={(event) => event.preventDefault()}>
          <Icon aria-hidden className="size-4 text-soft" />
          {name}
          <Radix.ItemIndicator className="ml-auto">
            <Check aria-hidden className="size-4 text-accent-ink" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

interface MenuCheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** One of several that can be on or off; the menu stays open, so that the effect can be seen. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      className={row}
      onSelect={(event) => event.preventDefault()}
    >
      {children}
      <Radix.ItemIndicator className="ml-auto">
        <Check aria-hidden className="size-4 text-accent-ink" />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-1.5 pb-1 text-xs text-faint">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1.5 my-1.5 h-px bg-line" />;
}
