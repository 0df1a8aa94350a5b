import { Option } from 'commander'

export const inboxOption = () => new Option('--inbox <dossier>', 'dossier de la boîte de réception').env('TREFLE_INBOX').default('var/inbox')
