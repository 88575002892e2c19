/** The templates by name, each with what it is for. */
export const TEMPLATES = {
  "file-based/sequential": "quick operations; data in files",
  "file-based/concurrent": "long operations with progress; data in files",
  "protobuf/sequential": "quick operations; data by gRPC",
  "protobuf/concurrent": "long operations with progress; data by gRPC",
} as const;

export type TemplateName = keyof typeof TEMPLATES;

export const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(TEMPLATES, name);
