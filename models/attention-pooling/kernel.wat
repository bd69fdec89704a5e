;; The inner loops of attention pooling, four 32-bit floats at a time. A row is `numbers` bytes of floats, eight for
;; each head, then a weight for each head, `weights` bytes in all, both multiples of 16. kernel-twin.ts does the same.
;; Built into kernel.wasm: `npx -p wabt wat2wasm kernel.wat`.
(module
  (import "pooling" "memory" (memory 1))

  ;; For each of n pairs (a, b) of row addresses at $list writes a row to $out: numbers added, weights multiplied.
  (func (export "join") (param $n i32) (param $list i32) (param $out i32) (param $numbers i32) (param $weights i32)
    (local $a i32) (local $b i32) (local $end i32)
    (block $done
      (loop $rows
        (br_if $done (i32.eqz (local.get $n)))
        (local.set $a (i32.load (local.get $list)))
        (local.set $b (i32.load offset=4 (local.get $list)))
        (local.set $end (i32.add (local.get $a) (local.get $numbers)))
        (loop $add
          (v128.store (local.get $out)
            (f32x4.add (v128.load (local.get $a)) (v128.load (local.get $b))))
          (v128.store offset=16 (local.get $out)
            (f32x4.add (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))
          (local.set $a (i32.add (local.get $a) (i32.const 32)))
          (local.set $b (i32.add (local.get $b) (i32.const 32)))
          (local.set $out (i32.add (local.get $out) (i32.const 32)))
          (br_if $add (i32.lt_u (local.get $a) (local.get $end))))
        (local.set $end (i32.add (local.get $a) (local.get $weights)))
        (loop $multiply
          (v128.store (local.get $out)
            (f32x4.mul (v128.load (local.get $a)) (v128.load (local.get $b))))
          (local.set $a (i32.add (local.get $a) (i32.const 16)))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $out (i32.add (local.get $out) (i32.const 16)))
          (br_if $multiply (i32.lt_u (local.get $a) (local.get $end))))
        (local.set $list (i32.add (local.get $list) (i32.const 8)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $rows))))

  ;; For each head averages over the n pairs (token, relation) of row addresses at $list the rectified sums of the
  ;; head's numbers, weighed by the product of its weights; writes the averages to $z, zeros without tokens.
  (func (export "pool") (param $n i32) (param $list i32) (param $z i32) (param $numbers i32)
    (local $a i32) (local $b i32) (local $at i32) (local $end i32) (local $head i32) (local $toWeight i32)
    (local $weight f32) (local $total f32) (local $w v128) (local $low v128) (local $high v128)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $n) (i32.const 3))))
    (local.set $toWeight (local.get $numbers))
    (loop $heads
      (local.set $total (f32.const 0))
      (local.set $low (v128.const f32x4 0 0 0 0))
      (local.set $high (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $list))
      (block $done
        (loop $tokens
          (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
          (local.set $a (i32.load (local.get $at)))
          (local.set $b (i32.load offset=4 (local.get $at)))
          (local.set $weight
            (f32.mul
              (f32.load (i32.add (local.get $a) (local.get $toWeight)))
              (f32.load (i32.add (local.get $b) (local.get $toWeight)))))
          (local.set $total (f32.add (local.get $total) (local.get $weight)))
          (local.set $w (f32x4.splat (local.get $weight)))
          (local.set $a (i32.add (local.get $a) (local.get $head)))
          (local.set $b (i32.add (local.get $b) (local.get $head)))
          (local.set $low
            (f32x4.add (local.get $low)
              (f32x4.mul (local.get $w)
                (f32x4.pmax (v128.const f32x4 0 0 0 0)
                  (f32x4.add (v128.load (local.get $a)) (v128.load (local.get $b)))))))
          (local.set $high
            (f32x4.add (local.get $high)
              (f32x4.mul (local.get $w)
                (f32x4.pmax (v128.const f32x4 0 0 0 0)
                  (f32x4.add (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b)))))))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br $tokens)))
      (local.set $w
        (f32x4.splat
          (select
            (f32.div (f32.const 1) (local.get $total))
            (f32.const 0)
            (f32.gt (local.get $total) (f32.const 0)))))
      (v128.store (local.get $z) (f32x4.mul (local.get $w) (local.get $low)))
      (v128.store offset=16 (local.get $z) (f32x4.mul (local.get $w) (local.get $high)))
      (local.set $z (i32.add (local.get $z) (i32.const 32)))
      (local.set $toWeight (i32.add (local.get $toWeight) (i32.const 4)))
      (local.set $head (i32.add (local.get $head) (i32.const 32)))
      (br_if $heads (i32.lt_u (local.get $head) (local.get $numbers)))))

  ;; A perceptron over the inputs in [$z, $zEnd). Its hidden layer, $hidden bytes (a multiple of 64), is the rectified
  ;; sum of the row at $bias and, for each input, its value times its row in $weights. Writes to $to four sums: the row
  ;; at $out and, for each number of the hidden layer, that times its row after it. $to has room for 64 bytes.
  (func (export "perceptron")
    (param $z i32) (param $zEnd i32) (param $bias i32) (param $weights i32) (param $hidden i32) (param $out i32) (param $to i32)
    (local $x v128) (local $p v128) (local $q v128) (local $r v128) (local $s v128) (local $sum v128)
    (local $at i32) (local $w i32) (local $block i32)
    (local.set $sum (v128.load (local.get $out)))
    (loop $blocks
      (local.set $p (v128.load (local.get $bias)))
      (local.set $q (v128.load offset=16 (local.get $bias)))
      (local.set $r (v128.load offset=32 (local.get $bias)))
      (local.set $s (v128.load offset=48 (local.get $bias)))
      (local.set $at (local.get $z))
      (local.set $w (i32.add (local.get $weights) (local.get $block)))
      (loop $inputs
        (local.set $x (v128.load32_splat (local.get $at)))
        (local.set $p (f32x4.add (local.get $p) (f32x4.mul (local.get $x) (v128.load (local.get $w)))))
        (local.set $q (f32x4.add (local.get $q) (f32x4.mul (local.get $x) (v128.load offset=16 (local.get $w)))))
        (local.set $r (f32x4.add (local.get $r) (f32x4.mul (local.get $x) (v128.load offset=32 (local.get $w)))))
        (local.set $s (f32x4.add (local.get $s) (f32x4.mul (local.get $x) (v128.load offset=48 (local.get $w)))))
        (local.set $w (i32.add (local.get $w) (local.get $hidden)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $inputs (i32.lt_u (local.get $at) (local.get $zEnd))))
      (v128.store (local.get $to) (f32x4.pmax (v128.const f32x4 0 0 0 0) (local.get $p)))
      (v128.store offset=16 (local.get $to) (f32x4.pmax (v128.const f32x4 0 0 0 0) (local.get $q)))
      (v128.store offset=32 (local.get $to) (f32x4.pmax (v128.const f32x4 0 0 0 0) (local.get $r)))
      (v128.store offset=48 (local.get $to) (f32x4.pmax (v128.const f32x4 0 0 0 0) (local.get $s)))
      (local.set $at (local.get $to))
      (local.set $w (i32.add (local.get $to) (i32.const 64)))
      (loop $sums
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $sum
          (f32x4.add (local.get $sum) (f32x4.mul (v128.load32_splat (local.get $at)) (v128.load (local.get $out)))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $sums (i32.lt_u (local.get $at) (local.get $w))))
      (local.set $bias (i32.add (local.get $bias) (i32.const 64)))
      (local.set $block (i32.add (local.get $block) (i32.const 64)))
      (br_if $blocks (i32.lt_u (local.get $block) (local.get $hidden))))
    (v128.store (local.get $to) (local.get $sum))))
