// A server that says hello, on the TypeScript SDK. Usage: node hello.mjs
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "hello", version: "1" });

server.registerTool(
  "echo",
  {
    description: "Says a text, repeated up to a size.",
    inputSchema: { text: z.string(), size: z.number().int() },
  },
  async ({ text, size }) => ({
    content: [
      { type: "text", text: text.repeat(Math.floor(size / text.length) + 1).slice(0, size) },
    ],
  }),
);

server.registerResource("page", "hello://page", { mimeType: "text/plain" }, async (uri) => ({
  contents: [{ uri: uri.href, mimeType: "text/plain", text: "hello ".repeat(1365) }],
}));

await server.connect(new StdioServerTransport());
