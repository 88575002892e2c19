export const countLetters = ({ word }: { readonly word: string }): number => word.length;
