// Judges tokens with jose: {publicPem, issuer, tokens} on stdin, one verdict for each on stdout.
import { webcrypto } from "node:crypto";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

globalThis.crypto ??= webcrypto; // Node.js 18 has it, but not by this name

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const jose = await import(pathToFileURL(require.resolve("jose")).href);

const { publicPem, issuer, tokens } = JSON.parse(await text(process.stdin));
const key = await jose.importSPKI(publicPem, "RS256");
const demanded = { issuer, algorithms: ["RS256"], requiredClaims: ["sub", "iat", "nbf", "exp"] };

async function judge(token) {
  try {
    const { protectedHeader, payload } = await jose.jwtVerify(token, key, demanded);
    return { says: "verified", header: protectedHeader, claims: payload };
  } catch (error) {
    return { says: error.code ?? String(error) };
  }
}

console.log(JSON.stringify(await Promise.all(tokens.map(judge))));
