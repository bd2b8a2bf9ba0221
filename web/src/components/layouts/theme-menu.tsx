import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { useTheme, type ThemeChoice } from "@/lib/theme";

const options = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const satisfies readonly { value: ThemeChoice; label: string; icon: unknown }[];

export function ThemeChoices() {
  const { choice, choose } = useTheme();
  return <MenuChoice label="Theme" value={choice} onChange={choose} options={options} />;
}

export function ThemeMenu() {
  const { choice } = useTheme();
  const Icon = options.find(({ value }) => value === choice)?.icon ?? Monitor;
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon" aria-label="Theme">
          <Icon aria-hidden className="size-4" />
        </Button>
      }
    >
      <ThemeChoices />
    </Menu>
  );
}
