/** The look that text fields of every kind share. 16 px on touch screens, or iOS zooms into the page. */
export const FIELD_STYLE =
  "w-full min-w-0 rounded-md border border-input bg-card px-2.5 text-base shadow-card transition-[border-color,box-shadow] placeholder:text-muted-foreground disabled:opacity-50 focus-visible:border-ring focus-visible:outline-none focus-visible:ring-3 focus-visible:ring-ring/25 aria-invalid:border-status-failed aria-invalid:ring-status-failed/20 sm:text-[0.8125rem]";
