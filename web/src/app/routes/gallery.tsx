import { Inbox, Pencil, Plus, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { Brand } from "@/components/layouts/brand";
import { ThemeMenu } from "@/components/layouts/theme-menu";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, DescriptionList } from "@/components/ui/card";
import { Checkbox, Switch } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure, NoPermission } from "@/components/ui/failure";
import { Field, Input, Select } from "@/components/ui/field";
import { Menu, MenuCheck, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { PasswordInput } from "@/components/ui/password-input";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, type Column } from "@/components/ui/table";
import { TabLinks } from "@/components/ui/tab-links";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { ApiError } from "@/lib/problem";

interface Person {
  name: string;
  role: string;
}

const people: readonly Person[] = [
  { name: "Ada Lovelace", role: "admin" },
  { name: "Grace Hopper", role: "operator" },
];
const columns: readonly Column<Person>[] = [
  { id: "name", header: "Name", sortBy: "name", lead: true, cell: (person) => person.name },
  { id: "role", header: "Role", cell: (person) => <Badge>{person.role}</Badge> },
];
const failure = new ApiError(500, "", "", "01890a5d-ac96-774b-bcce-b302099a8057");

/** Every component in every state, to look at and to compare. */
export function Component() {
  return (
    <div className="mx-auto max-w-5xl px-4 pb-20 sm:px-6">
      <title>Components · Monolith</title>
      <header className="flex items-center justify-between py-4">
        <Link to={paths.home} aria-label="Monolith, to the start">
          <Brand />
        </Link>
        <ThemeMenu />
      </header>
      <main>
        <h1 className="mt-6 text-2xl font-semibold tracking-tight">Components</h1>
        <div className="mt-8 grid gap-10">
          <Actions />
          <Forms />
          <Messages />
          <Data />
          <Absence />
        </div>
      </main>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}

function Actions() {
  return (
    <Section title="Actions">
      <Row>
        <Button variant="primary">Primary</Button>
        <Button>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger">
          <Trash2 aria-hidden className="size-4" />
          Danger
        </Button>
        <Button disabled>Disabled</Button>
        <Button variant="primary" busy>
          Busy
        </Button>
      </Row>
      <Row>
        <Button size="sm">Small</Button>
        <Button size="lg">Large</Button>
        <Button size="icon" aria-label="Add">
          <Plus aria-hidden className="size-4" />
        </Button>
        <TextLink href="#forms">A link in text</TextLink>
      </Row>
      <Row>
        <Menu trigger={<Button>Menu</Button>} align="start">
          <MenuItem icon={Pencil}>Edit</MenuItem>
          <MenuItem disabled>Not now</MenuItem>
          <MenuCheck checked onChange={() => undefined}>
            On
          </MenuCheck>
          <MenuSeparator />
          <MenuItem icon={Trash2} danger>
            Delete
          </MenuItem>
        </Menu>
        <Popover label="Filters" trigger={<Button>Popover</Button>}>
          <Field label="Role">
            <Input defaultValue="auditor" />
          </Field>
        </Popover>
        <Dialog
          title="Delete this person?"
          description="The profile disappears from every list. It can be restored for 30 days."
          trigger={<Button>Dialog</Button>}
          footer={
            <>
              <DialogClose asChild>
                <Button>Keep</Button>
              </DialogClose>
              <DialogClose asChild>
                <Button variant="danger">Delete</Button>
              </DialogClose>
            </>
          }
        />
        <Toasts />
      </Row>
    </Section>
  );
}

function Toasts() {
  const toast = useToast();
  return (
    <>
      <Button onClick={() => toast({ tone: "success", title: "Saved", detail: "Everybody sees the change now." })}>
        Toast
      </Button>
      <Button onClick={() => toast({ tone: "danger", title: "Not saved", detail: "The server cannot be reached." })}>
        Failed toast
      </Button>
    </>
  );
}

function Forms() {
  const [on, setOn] = useState(true);
  return (
    <Section title="Forms">
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <Field label="Name" hint="As others should see it.">
          <Input defaultValue="Ada Lovelace" />
        </Field>
        <Field label="Email" errors={["This address is taken."]}>
          <Input type="email" defaultValue="ada@example.org" />
        </Field>
        <Field label="Password">
          <PasswordInput autoComplete="off" defaultValue="correct horse" />
        </Field>
        <Field label="Role">
          <Select defaultValue="member">
            <option value="admin">Administrator</option>
            <option value="member">Member</option>
          </Select>
        </Field>
        <div>
          <Checkbox label="Send me news" description="About once a month." checked={on} onChange={setOn} />
          <Switch label="Notifications" checked={on} onChange={setOn} />
        </div>
        <CheckboxGroup label="What it may do" errors={["Choose what you need."]}>
          <Checkbox label="Read" description="Looks, and changes nothing." checked={on} onChange={setOn} />
          <Checkbox label="Write" checked={false} onChange={() => undefined} disabled />
        </CheckboxGroup>
        <Field label="To take along">
          <CopyField value="a text that nobody types twice" />
        </Field>
      </Card>
    </Section>
  );
}

function Messages() {
  return (
    <Section title="Messages">
      <div className="grid gap-3 sm:grid-cols-2">
        <Notice>Something to know.</Notice>
        <Notice tone="success">Something went well.</Notice>
        <Notice tone="warning">Something to look at.</Notice>
        <Notice tone="danger">Something went wrong.</Notice>
      </div>
      <Row>
        <Badge>Neutral</Badge>
        <Badge tone="accent">Accent</Badge>
        <Badge tone="success">Success</Badge>
        <Badge tone="info">Info</Badge>
        <Badge tone="warning">Warning</Badge>
        <Badge tone="danger">Danger</Badge>
      </Row>
    </Section>
  );
}

function Data() {
  return (
    <Section title="Data">
      <Row>
        <Avatar name="Ada Lovelace" size="lg" />
        {["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra", "Barbara Liskov"].map((name) => (
          <Avatar key={name} name={name} />
        ))}
      </Row>
      <Card className="overflow-hidden">
        <Table
          caption="People"
          columns={columns}
          rows={people}
          rowKey={(person) => person.name}
          sort="name"
          onSort={() => undefined}
        />
        <Pagination page={2} pageSize={20} total={1234} onPage={() => undefined} />
      </Card>
      <Card className="overflow-hidden">
        <Table caption="People, loading" columns={columns} rows={undefined} rowKey={(person) => person.name} />
      </Card>
      <Card>
        <DescriptionList
          items={[
            { name: "Language", value: "English" },
            { name: "Phone", value: null },
          ]}
        />
      </Card>
      <Skeleton className="h-5 w-56" />
      <TabLinks
        label="Parts"
        current="profile"
        tabs={[
          { id: "profile", label: "Profile" },
          { id: "history", label: "History" },
        ]}
      />
    </Section>
  );
}

function Absence() {
  return (
    <Section title="Absence">
      <div className="grid gap-4 md:grid-cols-3">
        <Card>
          <EmptyState icon={Inbox} title="Nothing here yet" action={<Button variant="primary">Add the first</Button>}>
            What is added appears here.
          </EmptyState>
        </Card>
        <Card>
          <NoPermission />
        </Card>
        <Card>
          <Failure error={failure} onRetry={() => undefined} />
        </Card>
      </div>
    </Section>
  );
}
