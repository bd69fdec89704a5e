/**
 * Single words among the hedges and boosters listed in the appendix of Hyland (2005, Metadiscourse, Continuum): another
 * lexicon than ours, against which findings are checked.
 */
export const HYLAND_WORDS: readonly string[] = (
  'about almost apparent apparently appear appeared appears approximately argue argued argues around assume assumed broadly ' +
  'claim claimed claims could couldn’t doubt doubtful essentially estimate estimated fairly feel feels felt frequently generally ' +
  'guess indicate indicated indicates largely likely mainly may maybe might mostly often ought perhaps plausible plausibly possible ' +
  'possibly postulate postulated postulates presumable presumably probable probably quite rather relatively roughly seems should ' +
  'sometimes somewhat suggest suggested suggests suppose supposed supposes suspect suspects tend tended tends typical typically ' +
  'uncertain uncertainly unclear unclearly unlikely usually would wouldn’t ' +
  'actually always believe believed believes certain certainly clear clearly conclusively decidedly definite definitely demonstrate ' +
  'demonstrated demonstrates doubtless establish established evident evidently find finds found incontestable incontestably ' +
  'incontrovertible incontrovertibly indeed indisputable indisputably know known must never obvious obviously prove proved proves ' +
  'realize realized realizes really show showed shown shows sure surely think thinks thought true truly undeniable undeniably ' +
  'undisputedly undoubtedly'
)
  .split(' ')
  .map((word) => word.replace('’', "'"));
