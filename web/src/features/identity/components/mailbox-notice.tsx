import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/config/env";
import { paths } from "@/config/paths";

/** On a development server no mail leaves the machine; it says where to find it. */
export function MailboxNotice() {
  if (!env.development) return null;
  return (
    <Notice>
      This is a development server: the mail waits in its{" "}
      <TextLink href={paths.devMail} target="_blank">
        mailbox
      </TextLink>
      .
    </Notice>
  );
}
