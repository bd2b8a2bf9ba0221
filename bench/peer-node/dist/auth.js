import { randomUUID } from "node:crypto";
import jwt from "jsonwebtoken";
import { z } from "zod";
import { Problem } from "./problems.js";
const issuer = "monolith";
const audience = "monolith";
export const accessTokenSeconds = 600;
const permissionsOfRoles = {
    admin: ["users.read", "users.write", "roles.manage"],
    user: [],
};
export function permissionsOf(roles) {
    return [...new Set(roles.flatMap((role) => permissionsOfRoles[role] ?? []))];
}
export function issueAccessToken(config, accountId, sessionId, roles) {
    return jwt.sign({ sid: sessionId, roles }, config.jwtKey, {
        algorithm: "HS256",
        issuer,
        audience,
        subject: accountId,
        jwtid: randomUUID(),
        expiresIn: accessTokenSeconds,
    });
}
const rolesClaim = z.array(z.string());
/** Lets a request pass whose access token is valid and whose roles grant the permission: else 401 or 403. */
export function requirePermission(config, permission) {
    const options = { algorithms: ["HS256"], issuer, audience };
    return (req, _res, next) => {
        const header = req.headers.authorization;
        if (header === undefined || !header.startsWith("Bearer "))
            throw new Problem(401, "Sign in first.");
        let roles;
        try {
            const claims = jwt.verify(header.slice(7), config.jwtKey, options);
            roles = rolesClaim.parse(typeof claims === "string" ? undefined : claims["roles"]);
        }
        catch {
            throw new Problem(401, "The access token is not valid or has expired; sign in again.");
        }
        if (!roles.some((role) => permissionsOfRoles[role]?.includes(permission)))
            throw new Problem(403, `This needs the permission ${permission}.`);
        next();
    };
}
